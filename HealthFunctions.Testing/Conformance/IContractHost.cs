namespace HealthFunctions.Testing.Conformance;

/// <summary>Hosts the endpoint in one of the possible ways, with the checks of <see cref="ContractChecks"/>.</summary>
public interface IContractHost : IAsyncLifetime
{
    /// <summary>Sends one request.</summary>
    /// <param name="method">The method, in capitals.</param>
    /// <param name="path">The path and the query, as sent.</param>
    public Task<ContractAnswer> AskAsync(string method, string path);
}
