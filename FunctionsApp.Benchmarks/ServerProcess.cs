using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FunctionsApp.Benchmarks;

/// <summary>A server under measurement, from its exec to its first 200.</summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>The variable by which anyone tells the app its port.</summary>
    public const string PlainPort = "PORT";

    /// <summary>The variable by which the Functions host tells its custom handler the port.</summary>
    public const string CustomHandlerPort = "FUNCTIONS_CUSTOMHANDLER_PORT";

    private static readonly byte[] Request = "GET /_system/check HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray();

    private readonly Process _process;

    private ServerProcess(Process process, int port, TimeSpan firstAnswer) =>
        (_process, Port, FirstAnswer) = (process, port, firstAnswer);

    public int Port { get; }

    public TimeSpan FirstAnswer { get; }

    /// <summary>The most memory that the process has ever had resident, in MB.</summary>
    public double PeakMegabytes
    {
        get
        {
            string line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
        }
    }

    public static ServerProcess Start(string executable, string portVariable)
    {
        int port = FreePort();
        ProcessStartInfo start = new(executable) { RedirectStandardOutput = true };
        start.Environment[portVariable] = $"{port}";
        long began = Stopwatch.GetTimestamp();
        Process process = Process.Start(start)!;
        while (!Answers(port))
        {
            Thread.Yield();
        }

        return new ServerProcess(process, port, Stopwatch.GetElapsedTime(began));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static bool Answers(int port)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Span<byte> answer = stackalloc byte[16];
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            socket.Send(Request);
            return socket.Receive(answer) > 12 && answer.StartsWith("HTTP/1.1 200"u8);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
