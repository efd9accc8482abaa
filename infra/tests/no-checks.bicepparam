using '../main.bicep'

// Nothing but a name, a region and the word none: all defaults.
param name = 'no-checks'
param location = 'westeurope'
param alertEmails = 'none'
