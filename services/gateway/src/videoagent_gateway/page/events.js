// The event contract for people, drawn from the AsyncAPI document.

import { byId, make } from "./dom.js";

const contract = await (await fetch("/api/asyncapi.json")).json();
const schemas = contract.components.schemas;
const nameOf = (reference) => reference.split("/").pop().replace("~1", "/");

function typeOf(schema) {
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "array") return `list of ${typeOf(schema.items ?? {})}`;
  if (schema.type === "object" && schema.additionalProperties) return `map to ${typeOf(schema.additionalProperties)}`;
  return [schema.type ?? "anything", schema.format].filter(Boolean).join(", ");
}

function payloadOf(message) {
  const envelope = schemas[nameOf(message.payload.$ref)];
  return schemas[nameOf(envelope.properties.payload.$ref)];
}

function messageCard(id) {
  const message = contract.components.messages[id];
  const payload = payloadOf(message);
  const rows = Object.entries(payload.properties ?? {}).map(([name, schema]) => {
    const needed = payload.required?.includes(name) ? "" : " (optional)";
    return make("tr", {}, make("td", {}, name), make("td", {}, typeOf(schema) + needed), make("td", {}, schema.description ?? ""));
  });
  return make("div", { className: "message" },
    make("h2", {}, `${id} `, make("span", { className: "pill" }, message.title)),
    make("p", {}, payload.description ?? message.summary),
    rows.length ? make("table", {}, make("tbody", {}, ...rows)) : null);
}

function channelCard(id, channel) {
  const operations = Object.values(contract.operations).filter((entry) => nameOf(entry.channel.$ref) === id);
  const services = (action) => operations.filter((entry) => entry.action === action).map((entry) => entry.tags[0].name).join(", ");
  return make("details", { className: "channel" },
    make("summary", {}, make("code", {}, channel.address),
      make("span", { className: "who" }, `${services("send")} → ${services("receive")}`)),
    make("div", { className: "body" }, make("p", {}, channel.description), ...Object.keys(channel.messages).map(messageCard)));
}

byId("events").append(
  make("p", { className: "lead" }, contract.info.description, " The document itself: ",
    make("a", { href: "/api/asyncapi.json" }, "asyncapi.json"), "."),
  ...Object.entries(contract.channels).map(([id, channel]) => channelCard(id, channel)));
