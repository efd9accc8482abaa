using System.Reflection;
using Xunit.v3;

namespace HealthFunctions.Testing;

/// <summary>
/// Limits the time of each test of an assembly. Directory.Build.targets adds it, with <see cref="TestWatchdog"/>, to every
/// test project.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TestTimeoutAttribute : BeforeAfterTestAttribute
{
    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        ArgumentNullException.ThrowIfNull(test);

        TestWatchdog.TestStarted(test.UniqueID, test.TestDisplayName);
    }

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        ArgumentNullException.ThrowIfNull(test);

        TestWatchdog.TestEnded(test.UniqueID);
    }
}
