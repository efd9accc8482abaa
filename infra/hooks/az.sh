#!/bin/sh
# Runs az in the subscription of the deployment, where AZURE_SUBSCRIPTION_ID names it: az's own default may be another.
exec az "$@" ${AZURE_SUBSCRIPTION_ID:+--subscription "$AZURE_SUBSCRIPTION_ID"}
