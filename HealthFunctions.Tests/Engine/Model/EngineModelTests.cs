using HealthFunctions.Testing;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Compares the engine with a reference engine that is simple enough to be checked against docs/engine.md by reading.</summary>
/// <remarks>
/// <para>1. <see cref="ScenarioGenerator"/> generates random scenarios: a few checks with settings, and rounds of steps such as
/// "call the check", "end the run", "move the clock to the next timeout". The steps of one round happen at the same time.</para>
/// <para>2. <see cref="ScenarioComparison"/> plays a scenario round by round. <see cref="EngineDriver"/> does the steps with the
/// real engine, on a fake clock and with checks that end when told to, and waits until the engine has settled.</para>
/// <para>3. The <see cref="ReferenceEngine"/> has no threads. <see cref="ReferenceSearch"/> tries every order in which the steps and
/// what they cause can happen, and so finds all the states that the real engine may be in now.</para>
/// <para>4. What can be observed of the real engine (answers, ages, cancelled tokens, log, metrics, timers) must be what can be
/// observed of one of these states. The other states are dropped, and the next round begins.</para>
/// <para>5. <see cref="ScenarioRunner"/> shortens a scenario that fails and prints it, with the first difference and the seed.</para>
/// <para>Who changes what the engine promises changes <see cref="CallRules"/>, <see cref="RunRules"/> or <see cref="StopRules"/>.</para>
/// </remarks>
[Collection(nameof(AloneInProcess))]
public sealed class EngineModelTests
{
    [Fact]
    public Task Rounds_of_one_step_lead_to_the_state_of_the_reference_engine() => ScenarioGenerator.Sequential.PlayAsync(2000);

    [Fact]
    public Task Rounds_of_concurrent_steps_lead_to_a_state_that_the_reference_engine_can_reach() => ScenarioGenerator.Concurrent.PlayAsync(1500);
}
