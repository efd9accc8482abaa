using '../main.bicep'

// Nothing but a name and a region: all defaults.
param name = 'no-checks'
param location = 'westeurope'
