"""What a provider announces that its work costs."""

from videoagent_contracts.steps import Price, PriceUnit, ProviderInfo

_MILLION = 1_000_000


def priced(info: ProviderInfo, *prices: Price) -> ProviderInfo:
    """Return what a provider tells of itself with its prices; what costs nothing is left out."""
    return info.model_copy(update={"prices": tuple(price for price in prices if price.usd)})


def each(unit: PriceUnit, usd: float) -> Price:
    """Make the price of one."""
    return Price(unit=unit, usd=usd)


def per_million(unit: PriceUnit, usd: float) -> Price:
    """Make the price of a million."""
    return Price(unit=unit, usd=usd, per=_MILLION)
