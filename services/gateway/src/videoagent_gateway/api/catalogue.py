"""What this installation can do."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from videoagent_contracts.enums import StepKind
from videoagent_contracts.steps import ProviderInfo, StyleInfo, VoiceInfo
from videoagent_gateway.api.access import TheContext
from videoagent_gateway.api.answers import answer

router = APIRouter(tags=["catalogue"])


class StylesResponse(BaseModel):
    items: list[StyleInfo]


class VoicesResponse(BaseModel):
    items: list[VoiceInfo]


class AgentProviders(BaseModel):
    """Providers of one kind of step; `knowledge` says what the built-in one cannot do."""

    kind: StepKind
    providers: list[ProviderInfo]
    knowledge: str


class ProvidersResponse(BaseModel):
    items: list[AgentProviders]


@router.get("/styles", response_model=StylesResponse)
async def get_styles(context: TheContext) -> Response:
    """Name the styles that pictures can have; any other text is taken as a description."""
    return answer(StylesResponse(items=list(context.catalogue.styles)))


@router.get("/voices", response_model=VoicesResponse)
async def get_voices(context: TheContext) -> Response:
    """Name the voices and what they speak."""
    return answer(VoicesResponse(items=list(context.catalogue.voices)))


@router.get("/providers", response_model=ProvidersResponse)
async def get_providers(context: TheContext) -> Response:
    """Tell for each agent which providers work, and why the others do not."""
    items = [
        AgentProviders(kind=kind, providers=list(providers), knowledge=context.catalogue.knowledge(kind))
        for kind, providers in context.catalogue.providers.items()
    ]
    return answer(ProvidersResponse(items=items))
