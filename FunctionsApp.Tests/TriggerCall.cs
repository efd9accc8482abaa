using System.Text;
using HealthFunctions.AzureFunctions;
using HealthFunctions.Testing.Conformance;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace FunctionsApp.Tests;

/// <summary>One call of a trigger, as the Functions worker makes it.</summary>
internal sealed class TriggerCall(IServiceProvider services)
{
    public string Method { get; init; } = "GET";

    public string Url { get; init; } = "http://localhost/_system/check";

    public CancellationToken Cancelled { get; init; }

    public Task<ContractAnswer> SystemAsync() => AnswerAsync((triggers, request) => triggers.CheckAsync(request));

    public Task<ContractAnswer> NamedAsync(string name) => AnswerAsync((triggers, request) => triggers.NamedCheckAsync(request, name));

    private async Task<ContractAnswer> AnswerAsync(Func<HealthCheckFunctions, HttpRequestData, Task<HttpResponseData>> call)
    {
        FunctionContext context = Mock.Of<FunctionContext>(mock => mock.InstanceServices == services && mock.CancellationToken == Cancelled);
        using MemoryStream body = new();
        Mock<HttpResponseData> response = new(context);
        response.SetupAllProperties();
        response.Object.Headers = [];
        response.Object.Body = body;
        Mock<HttpRequestData> request = new(context);
        request.SetupGet(mock => mock.Method).Returns(Method);
        request.SetupGet(mock => mock.Url).Returns(new Uri(Url));
        request.Setup(mock => mock.CreateResponse()).Returns(response.Object);

        // As the worker does it: the constructor's arguments come from the app's services.
        HealthCheckFunctions triggers = ActivatorUtilities.CreateInstance<HealthCheckFunctions>(services);
        HttpResponseData answer = await call(triggers, request.Object);
        return new ContractAnswer(
            (int)answer.StatusCode,
            answer.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            Encoding.UTF8.GetString(body.ToArray()));
    }
}
