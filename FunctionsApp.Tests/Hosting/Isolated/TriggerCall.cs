using System.Text;
using FunctionsApp.Hosting.Isolated;
using FunctionsApp.Tests.Conformance;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace FunctionsApp.Tests.Hosting.Isolated;

/// <summary>One call of a trigger, as the Functions worker makes it.</summary>
internal sealed class TriggerCall(IServiceProvider services)
{
    public string Method { get; init; } = "GET";

    public string Url { get; init; } = "http://localhost/_system/check";

    public CancellationToken Cancelled { get; init; }

    public Task<ContractAnswer> SystemAsync() => AnswerAsync((triggers, request) => triggers.SystemAsync(request));

    public Task<ContractAnswer> NamedAsync(string name) => AnswerAsync((triggers, request) => triggers.NamedAsync(request, name));

    private async Task<ContractAnswer> AnswerAsync(Func<HealthTriggers, HttpRequestData, Task<HttpResponseData>> call)
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
        HealthTriggers triggers = ActivatorUtilities.CreateInstance<HealthTriggers>(services);
        HttpResponseData answer = await call(triggers, request.Object);
        return new ContractAnswer(
            (int)answer.StatusCode,
            answer.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            Encoding.UTF8.GetString(body.ToArray()));
    }
}
