"""Addresses of the API, relative to the gateway."""

API = "/api/v1"


def task_path(task_id: str) -> str:
    return f"{API}/tasks/{task_id}"


def task_links(task_id: str) -> dict[str, str]:
    """Name where everything about one task is found."""
    path = task_path(task_id)
    return {
        "self": path,
        "status": f"{path}/status",
        "events": f"{path}/events",
        "cancel": f"{path}/cancel",
        "retry": f"{path}/retry",
        "storyboard": f"{path}/storyboard",
        "video": f"{path}/video",
        "thumbnail": f"{path}/thumbnail",
        "websocket": f"/ws/tasks/{task_id}",
        "page": f"/?task={task_id}",
    }
