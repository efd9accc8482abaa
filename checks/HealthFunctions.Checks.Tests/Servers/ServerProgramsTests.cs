using Xunit.Sdk;

namespace HealthFunctions.Checks.Tests.Servers;

public sealed class ServerProgramsTests
{
    [Fact]
    public void A_program_that_is_not_installed_fails_the_test_and_its_package_is_named()
    {
        XunitException exception = Assert.ThrowsAny<XunitException>(() => ServerPrograms.Find("no-such-program", "its-package"));

        Assert.Contains("apt-get install --no-install-recommends its-package", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_of_npm_that_is_not_installed_fails_the_test_and_the_command_is_named()
    {
        XunitException exception = Assert.ThrowsAny<XunitException>(() => ServerPrograms.FindNode("no-such-package"));

        Assert.Contains("npm ci --prefix tools/servers", exception.Message, StringComparison.Ordinal);
    }
}
