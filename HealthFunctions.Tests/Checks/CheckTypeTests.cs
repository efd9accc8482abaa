using HealthFunctions.Checks;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks;

/// <summary>Tests types of check that an app or another package adds to those that settings can name.</summary>
public sealed class CheckTypeTests
{
    private static readonly HealthCheckResult Healthy = HealthCheckResult.Healthy();

    [Fact]
    public async Task Its_settings_are_read_and_so_are_those_that_every_check_has()
    {
        FolderType type = new();
        await using EngineUnderTest engine = Engine(
            type,
            ("HealthChecks__root__Type", "folder"),
            ("HealthChecks__root__Path", "/"),
            ("HealthChecks__root__MinFreeMegabytes", "100"),
            ("HealthChecks__root__Timeout", "00:00:02"),
            ("HealthChecks__root__Tags__0", "storage"));

        await engine.CallAsync("root", TestContext.Current.CancellationToken);

        Assert.Equal(("root", "/", 100), (type.CheckName, type.Path, type.MinFreeMegabytes));
        Assert.Equal(TimeSpan.FromSeconds(2), engine.Check("root").Policy.Timeout);
        Assert.Equal(HealthStatus.Healthy, (await engine.CallGroupAsync("storage", TestContext.Current.CancellationToken)).Status);
    }

    [Fact]
    public void Wrong_and_unknown_settings_are_reported_with_all_other_errors() => Assert.Equal(
        [
            "HealthChecks__data__Path is missing; allowed: a directory.",
            "HealthChecks__root__MinFreeMegabytes is '-1'; allowed: a whole number from 0 to 1000000.",
            "HealthFunctions__Deadline is 'x'; allowed: a duration from 1ms to 5m, written as 500ms, 5s, 2m, 1h, 14d or 00:00:05.",
            "HealthChecks__data__Pth is unknown (did you mean Path?); allowed: FailuresBeforeError, MaxAge, MinFreeMegabytes, Path, SuccessesBeforeOk, Tags, Timeout, Type, WarnAfter.",
        ],
        Assert.Throws<HealthSettingsException>(() => Engine(
            new FolderType(),
            ("HealthChecks__root__Type", "Folder"),
            ("HealthChecks__root__Path", "/"),
            ("HealthChecks__root__MinFreeMegabytes", "-1"),
            ("HealthChecks__data__Type", "Folder"),
            ("HealthChecks__data__Pth", "/"),
            ("HealthFunctions__Deadline", "x"))).Errors);

    [Fact]
    public void An_unknown_type_is_reported_with_the_types_that_were_added() => Assert.Equal(
        [TypeNames.InsertInto("HealthChecks__root__Type is 'Foldr' (did you mean Folder?); allowed: {types}.", FolderType.TypeName)],
        Assert.Throws<HealthSettingsException>(() => Engine(new FolderType(), ("HealthChecks__root__Type", "Foldr"))).Errors);

    [Fact]
    public async Task The_check_is_created_by_the_first_run_and_used_by_all_runs()
    {
        FolderType type = new();
        await using EngineUnderTest engine = Folder(type);
        Assert.Equal(0, type.Created);

        await engine.GetOrStartRunAsync("root");
        await engine.GetOrStartRunAsync("root");

        Assert.Equal((1, 2), (type.Created, engine.Started.GetMeasurementSnapshot().Count));
    }

    [Fact]
    public async Task The_factory_gets_the_services_of_the_app()
    {
        FolderType type = new();
        await using EngineUnderTest engine = Folder(type);

        await engine.GetOrStartRunAsync("root");

        Assert.Same(engine.Service, type.Services!.GetRequiredService<HealthCheckService>());
    }

    [Fact]
    public async Task What_the_factory_throws_is_ERROR_and_the_next_run_calls_it_again()
    {
        InvalidOperationException exception = new();
        int calls = 0;
        FolderType type = new() { Create = () => calls++ == 0 ? throw exception : DelegateCheck.Returning(Healthy) };
        await using EngineUnderTest engine = Folder(type);

        CheckResult first = await engine.GetOrStartRunAsync("root");
        CheckResult second = await engine.GetOrStartRunAsync("root");

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.Exception, exception), (first.Status, first.Outcome.Reason, first.Outcome.Exception));
        Assert.Equal(HealthStatus.Healthy, second.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_check_is_disposed_with_the_app_and_not_before(bool isAsync)
    {
        DisposableCheck? check = null;
        EngineUnderTest engine = Folder(new FolderType { Create = () => check = isAsync ? new AsyncDisposableCheck() : new DisposableCheck() });

        await engine.GetOrStartRunAsync("root");
        await engine.GetOrStartRunAsync("root");
        Assert.Null(check!.DisposedBy);
        await engine.DisposeAsync();

        Assert.Equal(isAsync ? nameof(IAsyncDisposable.DisposeAsync) : nameof(IDisposable.Dispose), check.DisposedBy);
    }

    [Fact]
    public async Task An_app_can_dispose_of_its_services_synchronously()
    {
        DisposableCheck? check = null;
        ServiceCollection services = new();
        services.AddSettings([("HealthChecks__root__Type", "Folder"), ("HealthChecks__root__Path", "/")]);
        services.AddLogging().AddHealthFunctions().AddCheckType(new FolderType { Create = () => check = new DisposableCheck() });
        ServiceProvider provider = services.BuildServiceProvider();

        await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        Dispose(provider);

        Assert.Equal(nameof(IDisposable.Dispose), check!.DisposedBy);

        static void Dispose(IDisposable services) => services.Dispose();
    }

    [Fact]
    public void A_type_that_throws_is_one_error_among_all_others_and_its_message_is_not_shown()
    {
        HealthSettingsException exception = Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(
            checks => checks.AddCheckType(new ThrowingType()),
            ("HealthChecks__a__Type", "Throwing"), ("HealthFunctions__Deadline", "x")));

        Assert.Equal(2, exception.Errors.Count);
        Assert.Equal("HealthChecks__a cannot be read by the type Throwing, which threw FormatException.", exception.Errors[0]);
        Assert.StartsWith("HealthFunctions__Deadline is 'x'; allowed: ", exception.Errors[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_never_ran_is_neither_created_nor_disposed()
    {
        FolderType type = new();
        await using (Folder(type))
        {
        }

        Assert.Equal(0, type.Created);
    }

    [Theory]
    [InlineData("Folder")]
    [InlineData("FOLDER")]
    [InlineData("http")]
    public void Another_type_of_the_same_name_is_refused(string name)
    {
        IHealthChecksBuilder builder = new ServiceCollection().AddHealthFunctions().AddCheckType(new FolderType());

        ArgumentException exception = Assert.Throws<ArgumentException>(() => builder.AddCheckType(new NamedType(name)));

        Assert.StartsWith($"The type of health check '{name}' is registered already, by ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_type_can_be_added_again()
    {
        FolderType first = new();
        await using EngineUnderTest engine = new(
            checks => checks.AddCheckType(first).AddCheckType(new FolderType()), ("HealthChecks__root__Type", "Folder"), ("HealthChecks__root__Path", "/"));

        await engine.GetOrStartRunAsync("root");

        Assert.Equal(1, first.Created);
    }

    [Fact]
    public void Without_AddHealthFunctions_AddCheckType_throws()
    {
        IHealthChecksBuilder builder = new ServiceCollection().AddHealthChecks();

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => builder.AddCheckType(new FolderType()));

        Assert.Equal("Call services.AddHealthFunctions() before AddCheckType.", exception.Message);
    }

    private static EngineUnderTest Engine(HealthCheckType type, params IEnumerable<(string Key, string? Value)> settings) =>
        new(checks => checks.AddCheckType(type), settings);

    private static EngineUnderTest Folder(HealthCheckType type) => Engine(
        type, ("HealthChecks__root__Type", "Folder"), ("HealthChecks__root__Path", "/"), ("HealthChecks__root__MaxAge", "00:00:00"));

    private sealed class FolderType : HealthCheckType
    {
        public const string TypeName = "Folder";

        public override string Name => TypeName;

        public Func<IHealthCheck> Create { get; init; } = () => DelegateCheck.Returning(Healthy);

        public int Created { get; private set; }

        public IServiceProvider? Services { get; private set; }

        public string? CheckName { get; private set; }

        public string? Path { get; private set; }

        public int MinFreeMegabytes { get; private set; }

        public override Func<IServiceProvider, IHealthCheck> Configure(SettingsSection settings)
        {
            CheckName = settings.Name;
            Path = settings.GetRequiredString("Path", "a directory");
            MinFreeMegabytes = settings.GetInt32("MinFreeMegabytes", 0, 0, 1_000_000);
            return services =>
            {
                Services = services;
                IHealthCheck check = Create();
                Created++;
                return check;
            };
        }
    }

    private sealed class NamedType(string name) : HealthCheckType
    {
        public override string Name => name;

        public override Func<IServiceProvider, IHealthCheck> Configure(SettingsSection settings) => throw new NotSupportedException();
    }

    private sealed class ThrowingType : HealthCheckType
    {
        public override string Name => "Throwing";

        public override Func<IServiceProvider, IHealthCheck> Configure(SettingsSection settings) => throw new FormatException("bad value hunter2");
    }

    private class DisposableCheck : IHealthCheck, IDisposable
    {
        /// <summary>Gets the method that has disposed of it, and again if another has.</summary>
        public string? DisposedBy { get; protected set; }

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(DisposedBy is null ? Healthy : HealthCheckResult.Unhealthy());

        public void Dispose() => DisposedBy += nameof(IDisposable.Dispose);
    }

    private sealed class AsyncDisposableCheck : DisposableCheck, IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            DisposedBy += nameof(IAsyncDisposable.DisposeAsync);
            return ValueTask.CompletedTask;
        }
    }
}
