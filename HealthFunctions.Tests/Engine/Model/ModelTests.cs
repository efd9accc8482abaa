using HealthFunctions.Testing;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Whatever is done to it, an engine does nothing that the model would not.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class ModelTests
{
    [Fact]
    public Task One_thing_after_the_other_leads_where_the_model_says() => Scenarios.Sequential.PlayAsync(2000);

    [Fact]
    public Task Several_things_at_once_lead_where_the_model_gets_in_some_order() => Scenarios.Concurrent.PlayAsync(1500);
}
