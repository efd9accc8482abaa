namespace HealthFunctions.Testing.Conformance;

/// <summary>One of the ways to host the app, with the checks of <see cref="ContractChecks"/>.</summary>
public interface IContractHost : IAsyncLifetime
{
    /// <summary>Sends one request.</summary>
    /// <param name="method">The method, in capitals.</param>
    /// <param name="path">The path and the query, as sent.</param>
    public Task<ContractAnswer> AskAsync(string method, string path);
}
