"""The REST face: thin views over the live inventory, one error shape, one OpenAPI description."""
