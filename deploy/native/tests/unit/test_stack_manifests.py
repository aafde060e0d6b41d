"""Compose and Kubernetes know every service, and start it as the native stack does."""

import re
from functools import cache
from typing import Any

import pytest
import yaml

from videoagent_contracts.enums import StepKind
from videoagent_contracts.topics import agent_service
from videoagent_registry.metrics import STEPS_RUNNING, STEPS_WAITING
from videoagent_stack.compose import COMPOSE_FILE, SERVERS
from videoagent_stack.layout import PROJECT_ROOT
from videoagent_stack.provision.assets import ASSETS
from videoagent_stack.provision.kafka import KAFKA_VERSION
from videoagent_stack.provision.toolchains import NODE
from videoagent_stack.services import GATEWAY, SERVICES, Service

KUBERNETES_BASE = PROJECT_ROOT / "deploy" / "k8s" / "base"
every_service = pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)


@cache
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load(COMPOSE_FILE.read_text()))


def manifests(service: Service) -> dict[str, dict[str, Any]]:
    documents = yaml.safe_load_all((KUBERNETES_BASE / f"{service.name}.yaml").read_text())
    return {document["kind"]: document for document in documents}


def test_compose_runs_the_servers_and_every_service() -> None:
    assert set(compose()["services"]) == {*SERVERS, *(service.name for service in SERVICES)}
    assert compose()["services"]["kafka"]["image"].endswith(f":{KAFKA_VERSION}")


@every_service
def test_compose_service_is_hardened(service: Service) -> None:
    entry = compose()["services"][service.name]
    assert entry["command"] == ["python", "-m", service.module]
    assert entry["read_only"] is True
    assert entry["user"] == "10001"
    assert entry["cap_drop"] == ["ALL"]
    assert "/health/ready" in entry["healthcheck"]["test"][-1]
    assert entry["environment"]["VIDEOAGENT_MONGO__URI"] == "mongodb://mongo:27017/"


def test_compose_publishes_on_loopback_only() -> None:
    ports = [port for entry in compose()["services"].values() for port in entry.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_compose_holds_no_credentials() -> None:
    text = COMPOSE_FILE.read_text()
    assert re.findall(r"(?:ACCESS_KEY|SECRET_KEY|ROOT_USER|ROOT_PASSWORD): (?!\$\{MINIO_ROOT_\w+:\?)", text) == []


def test_kustomization_lists_a_file_for_every_service() -> None:
    kustomization = yaml.safe_load((KUBERNETES_BASE / "kustomization.yaml").read_text())
    expected = {f"{service.name}.yaml" for service in SERVICES}
    assert expected <= set(kustomization["resources"])
    assert all((KUBERNETES_BASE / resource).exists() for resource in kustomization["resources"])


@every_service
def test_deployment_starts_the_service_with_little_power(service: Service) -> None:
    documents = manifests(service)
    pod = documents["Deployment"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert documents["ServiceAccount"]["metadata"]["name"] == pod["serviceAccountName"] == service.name
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert container["args"] == ["python", "-m", service.module]
    secrets = [entry["secretRef"] for entry in container["envFrom"] if "secretRef" in entry]
    assert secrets == [{"name": "videoagent"}, {"name": service.name, "optional": True}]
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert container["securityContext"]["allowPrivilegeEscalation"] is False
    assert container["securityContext"]["capabilities"]["drop"] == ["ALL"]


@every_service
def test_deployment_has_probes_and_resources(service: Service) -> None:
    (container,) = manifests(service)["Deployment"]["spec"]["template"]["spec"]["containers"]
    (port,) = container["ports"]
    assert container["livenessProbe"]["httpGet"] == {"path": "/health/live", "port": port["name"]}
    assert container["readinessProbe"]["httpGet"] == {"path": "/health/ready", "port": port["name"]}
    assert port["containerPort"] == (8000 if service.name == GATEWAY else 8080)
    assert {"cpu", "memory"} <= container["resources"]["requests"].keys()
    assert "memory" in container["resources"]["limits"]


@every_service
def test_agents_scale_and_leave_the_replica_count_to_it(service: Service) -> None:
    documents = manifests(service)
    if service.name.startswith("agent-") or service.name == "composer":
        assert documents["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == service.name
        assert "replicas" not in documents["Deployment"]["spec"]
    else:
        assert "HorizontalPodAutoscaler" not in documents


@every_service
def test_a_drain_of_nodes_takes_one_pod_at_a_time(service: Service) -> None:
    documents = manifests(service)
    several = "HorizontalPodAutoscaler" in documents or documents["Deployment"]["spec"].get("replicas", 1) > 1
    assert ("PodDisruptionBudget" in documents) is several
    if several:
        budget = documents["PodDisruptionBudget"]["spec"]
        assert budget["selector"] == documents["Deployment"]["spec"]["selector"]
        assert {"minAvailable": 1}.items() <= budget.items() or {"maxUnavailable": 1}.items() <= budget.items()


def test_from_outside_the_cluster_the_gateway_alone_is_reached() -> None:
    policies = [policy["spec"] for policy in yaml.safe_load_all((KUBERNETES_BASE / "network-policy.yaml").read_text())]
    assert all(policy["policyTypes"] == ["Ingress"] for policy in policies)
    (all_pods,) = (policy for policy in policies if not policy["podSelector"])
    assert all_pods["ingress"] == [{"from": [{"namespaceSelector": {}}], "ports": [{"port": 8080}]}]
    (opened,) = (policy for policy in policies if policy["podSelector"])
    assert opened["podSelector"] == {"matchLabels": {"app.kubernetes.io/name": GATEWAY}}
    assert opened["ingress"] == [{"ports": [{"port": 8000}]}]
    services = [service for service in SERVICES if "Service" in manifests(service)]
    assert [service.name for service in services] == [GATEWAY]


def test_agents_can_be_scaled_by_the_steps_that_wait_for_them() -> None:
    component = yaml.safe_load((KUBERNETES_BASE.parent / "components/waiting-steps/kustomization.yaml").read_text())
    kinds: dict[str, str] = {}
    for patch in component["patches"]:
        (change,) = yaml.safe_load(patch["patch"])
        (metric,) = change["value"]
        kinds[patch["target"]["name"]] = metric["external"]["metric"]["selector"]["matchLabels"]["kind"]
        (document,) = (manifests(each) for each in SERVICES if each.name == patch["target"]["name"])
        (container,) = document["Deployment"]["spec"]["template"]["spec"]["containers"]
        at_once = {entry["name"]: entry["value"] for entry in container.get("env", ())}.get("VIDEOAGENT_CONCURRENCY", 1)
        assert int(metric["external"]["target"]["averageValue"]) == 2 * int(at_once)
    assert kinds == {agent_service(kind): kind.value for kind in StepKind}
    told = (KUBERNETES_BASE.parent / "README.md").read_text()
    gauges = {described.name for gauge in (STEPS_WAITING, STEPS_RUNNING) for described in gauge.describe()}
    assert gauges <= set(re.findall(r"\bvideoagent_steps_\w+", told))


def test_image_holds_the_assets_that_the_native_stack_prepares() -> None:
    script = (COMPOSE_FILE.parent / "prepare-assets.sh").read_text()
    commands = {f"python -m {command.module} {' '.join(command.arguments)}" for command in ASSETS}
    assert set(re.findall(r"^python -m .*$", script, re.MULTILINE)) == commands
    assert f"{NODE.name}=={NODE.version}" in script


def test_image_is_built_from_what_the_build_context_lets_through() -> None:
    dockerfile = (COMPOSE_FILE.parent / "Dockerfile").read_text()
    allowed = re.findall(r"^!(.+)$", (PROJECT_ROOT / ".dockerignore").read_text(), re.MULTILINE)
    copied = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", dockerfile, re.MULTILINE)
        for source in line.split()[:-1]
    ]
    assert copied
    assert {source.rstrip("/") for source in copied} == set(allowed)
    assert all((PROJECT_ROOT / source).exists() for source in copied)
