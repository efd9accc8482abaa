namespace HealthFunctions.Checks.Azure.Storage;

/// <summary>Lists the services of a storage account.</summary>
internal enum StorageServiceKind
{
    Blob,
    Queue,
    Table,
}
