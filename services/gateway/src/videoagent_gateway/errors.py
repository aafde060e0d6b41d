"""Errors that only the gateway knows; the others are in the contracts' tree."""

from videoagent_contracts.errors import ErrorCode, RateLimitException, VideoAgentException
from videoagent_gateway.domain.allowance import Allowance


class IdempotencyConflictException(VideoAgentException):
    status = 409
    default_code = ErrorCode.IDEMPOTENCY_CONFLICT


class MalformedJsonException(VideoAgentException):
    status = 400
    default_code = ErrorCode.MALFORMED_JSON


class BodyTooLargeException(VideoAgentException):
    status = 413
    default_code = ErrorCode.BODY_TOO_LARGE


class BodyTooSlowException(VideoAgentException):
    status = 408
    default_code = ErrorCode.REQUEST_TIMEOUT
    default_retryable = True


class UnsupportedMediaTypeException(VideoAgentException):
    status = 415
    default_code = ErrorCode.UNSUPPORTED_MEDIA_TYPE


class StepNotFoundException(VideoAgentException):
    status = 404
    default_code = ErrorCode.STEP_NOT_FOUND


class MediaNotFoundException(VideoAgentException):
    status = 404
    default_code = ErrorCode.MEDIA_NOT_FOUND


class RunNotFoundException(VideoAgentException):
    status = 404
    default_code = ErrorCode.NOT_FOUND


class DeliveryNotFoundException(VideoAgentException):
    status = 404
    default_code = ErrorCode.DELIVERY_NOT_FOUND


class LimitedException(RateLimitException):
    """A request beyond a limit; ``allowance`` tells which, and when to come again."""

    def __init__(self, detail: str, allowance: Allowance) -> None:
        super().__init__(detail, retry_after_s=allowance.reset_s)
        self.allowance = allowance


class StoryboardChangedException(VideoAgentException):
    status = 412
    default_code = ErrorCode.STORYBOARD_CHANGED


class KeyNotFoundException(VideoAgentException):
    status = 404
    default_code = ErrorCode.KEY_NOT_FOUND
