using HealthFunctions.Checks;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks;

/// <summary>Tests a type of check with options, as the docs show it.</summary>
public sealed class CheckOptionsTests
{
    private readonly FolderCheckType _type = new();

    [Fact]
    public async Task Settings_fill_the_options()
    {
        await using EngineUnderTest engine = new(
            checks => checks.AddCheckType(_type), ("HealthChecks__uploads__Type", "Folder"), ("HealthChecks__uploads__Path", "/srv"));

        await engine.GetOrStartRunAsync("uploads");

        Assert.Equal("/srv", Assert.Single(_type.Made).Path);
    }

    [Fact]
    public async Task So_does_code()
    {
        await using EngineUnderTest engine = new(checks => checks.AddCheck("uploads", _type, options => options.Path = "/srv"));

        await engine.GetOrStartRunAsync("uploads");

        Assert.Equal("/srv", Assert.Single(_type.Made).Path);
    }

    [Fact]
    public void Both_are_validated_by_the_type() => Assert.Equal(
        [
            "HealthChecks__a__Path is missing; allowed: the path of a folder.",
            "HealthChecks__b__Depth is 'x'; allowed: a whole number from 0 to 9.",
            "Health check 'c': Path is missing; allowed: the path of a folder.",
            "Health check 'c': Depth is '-1'; allowed: a whole number from 0 to 9.",
        ],
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(
            checks => checks.AddCheckType(_type).AddCheck("c", _type, options => options.Depth = -1),
            ("HealthChecks__a__Type", "Folder"),
            ("HealthChecks__b__Type", "Folder"),
            ("HealthChecks__b__Path", "/srv"),
            ("HealthChecks__b__Depth", "x"))).Errors);

    [Fact]
    public async Task A_check_in_code_is_made_by_its_first_run_serves_all_and_is_disposed_of_with_the_app()
    {
        await using (EngineUnderTest engine = new(
            checks => checks.AddCheck("uploads", _type, options => options.Path = "/srv"), ("HealthChecks__uploads__MaxAge", "00:00:00")))
        {
            Assert.Empty(_type.Made);
            await engine.GetOrStartRunAsync("uploads");
            await engine.GetOrStartRunAsync("uploads");

            Assert.False(Assert.Single(_type.Made).IsDisposed);
        }

        Assert.True(Assert.Single(_type.Made).IsDisposed);
    }

    [Fact]
    public async Task Two_checks_in_code_have_options_of_their_own()
    {
        await using EngineUnderTest engine = new(checks => checks
            .AddCheck("a", _type, options => options.Path = "/a")
            .AddCheck("b", _type, options => options.Path = "/b"));

        await engine.GetOrStartRunAsync("b");
        await engine.GetOrStartRunAsync("a");

        Assert.Equal(["/b", "/a"], _type.Made.Select(check => check.Path));
    }

    [Fact]
    public void An_exception_of_the_code_that_sets_options_stops_the_start()
    {
        InvalidOperationException exception = new();

        Assert.Same(exception, Assert.Throws<InvalidOperationException>(() =>
            new EngineUnderTest(checks => checks.AddCheck("uploads", _type, _ => throw exception))));
    }

    private sealed class FolderCheckOptions
    {
        public string Path { get; set; } = string.Empty;

        public int Depth { get; set; }
    }

    private sealed class FolderCheckType : HealthCheckType<FolderCheckOptions>
    {
        public override string Name => "Folder";

        public List<FolderCheck> Made { get; } = [];

        protected override void Read(SettingsSection settings, FolderCheckOptions options)
        {
            options.Path = settings.GetString(nameof(options.Path)) ?? options.Path;
            options.Depth = settings.GetInt32(nameof(options.Depth), options.Depth, 0, 9);
        }

        protected override void Validate(FolderCheckOptions options, Action<string, string> reject)
        {
            if (options.Path.Length == 0)
            {
                reject(nameof(options.Path), "missing; allowed: the path of a folder");
            }

            if (options.Depth is < 0 or > 9)
            {
                reject(nameof(options.Depth), $"'{options.Depth}'; allowed: a whole number from 0 to 9");
            }
        }

        protected override IHealthCheck Create(FolderCheckOptions options, IServiceProvider services)
        {
            FolderCheck check = new(options.Path);
            Made.Add(check);
            return check;
        }
    }

    private sealed class FolderCheck(string path) : IHealthCheck, IDisposable
    {
        public string Path => path;

        public bool IsDisposed { get; private set; }

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(HealthCheckResult.Healthy());

        public void Dispose() => IsDisposed = true;
    }
}
