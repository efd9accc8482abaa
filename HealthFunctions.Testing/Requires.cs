using System.Net.Sockets;

namespace HealthFunctions.Testing;

/// <summary>Skips a test where the system lacks what it needs.</summary>
internal static class Requires
{
    public static void Linux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "It reads /proc, which only Linux has.");

    public static void Icmp()
    {
        try
        {
            new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp).Dispose();
        }
        catch (SocketException) when (!OperatingSystem.IsWindows())
        {
            Assert.Skip("It sends ICMP, which this process may not.");
        }
    }

    public static void Signals() => Assert.SkipWhen(OperatingSystem.IsWindows(), "It sends a signal with kill, which Windows does not have.");
}
