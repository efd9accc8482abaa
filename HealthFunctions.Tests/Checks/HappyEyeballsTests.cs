using System.Net;
using System.Net.Sockets;
using HealthFunctions.Checks;
using HealthFunctions.Testing;

namespace HealthFunctions.Tests.Checks;

/// <summary>Tests which of a host's addresses is connected to.</summary>
public sealed class HappyEyeballsTests
{
    private static readonly DnsEndPoint Host = new("shop.invalid", 80);
    private readonly CountingClock _clock = new();

    [Fact]
    public async Task Of_one_address_no_time_is_kept()
    {
        await using ScriptedServer server = Server();

        using Socket socket = await ConnectAsync(server.Address);

        Assert.Equal((server.Address, 0), (socket.RemoteEndPoint, _clock.Timers));
    }

    [Fact]
    public async Task The_next_address_is_tried_as_soon_as_one_has_failed()
    {
        using ReservedPort closed = new();
        await using ScriptedServer server = Server();

        using Socket socket = await ConnectAsync(new IPEndPoint(IPAddress.Loopback, closed.Number), server.Address);

        Assert.Equal((server.Address, 0), (socket.RemoteEndPoint, _clock.Timers));
    }

    [Fact]
    public async Task The_next_address_is_tried_once_one_has_not_answered_for_a_while()
    {
        using BlackHole hole = new();
        await using ScriptedServer server = Server();

        Task<Socket> connecting = ConnectAsync(hole.Address, hole.Address, server.Address);
        await MoveUntilEndedAsync(connecting);

        using Socket socket = await connecting;
        Assert.Equal((server.Address, 0), (socket.RemoteEndPoint, _clock.Timers));
    }

    [Fact]
    public async Task An_address_that_has_not_answered_yet_can_still_be_the_first()
    {
        using BlackHole hole = new();
        using ReservedPort closed = new();

        Task<Socket> connecting = ConnectAsync(hole.Address, new IPEndPoint(IPAddress.Loopback, closed.Number));
        await Eventually.TrueAsync(() =>
        {
            _clock.Move(TimeSpan.FromMilliseconds(250));
            return _clock.Timers == 0;
        });
        hole.Open();

        using Socket socket = await connecting;
        Assert.Equal(hole.Address, socket.RemoteEndPoint);
    }

    [Fact]
    public async Task Where_no_address_answers_the_error_is_that_of_the_last()
    {
        using ReservedPort closed = new();
        IPEndPoint address = new(IPAddress.Loopback, closed.Number);

        SocketException error = await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(address, address));

        Assert.Equal((SocketError.ConnectionRefused, 0), (error.SocketErrorCode, _clock.Timers));
    }

    [Fact]
    public async Task Cancellation_ends_all_attempts()
    {
        using BlackHole hole = new();
        using CancellationTokenSource run = new();

        Task<Socket> connecting = new HappyEyeballs(_clock, (_, _) => Task.FromResult<IPEndPoint[]>([hole.Address, hole.Address]))
            .ConnectAsync(Host, run.Token);
        await run.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        Assert.Equal(0, _clock.Timers);
    }

    [Fact]
    public async Task Cancellation_does_not_wait_for_the_name_to_be_resolved()
    {
        using CancellationTokenSource run = new();

        Task<Socket> connecting = new HappyEyeballs(_clock, (_, _) => new TaskCompletionSource<IPEndPoint[]>().Task).ConnectAsync(Host, run.Token);
        await run.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Fact]
    public async Task A_host_is_resolved_by_the_system()
    {
        await using ScriptedServer server = Server();

        using Socket socket = await new HappyEyeballs(TimeProvider.System).ConnectAsync(
            new DnsEndPoint("localhost", server.Address.Port), TestContext.Current.CancellationToken);

        Assert.True(socket.Connected);
    }

    [Theory]
    [InlineData("::1 ::2 ::3 1.1.1.1 2.2.2.2", "::1 1.1.1.1 ::2 2.2.2.2 ::3")]
    [InlineData("1.1.1.1 ::1 2.2.2.2 ::2", "1.1.1.1 ::1 2.2.2.2 ::2")]
    [InlineData("1.1.1.1 2.2.2.2", "1.1.1.1 2.2.2.2")]
    public void The_families_take_turns(string resolved, string order) => Assert.Equal(
        Addresses(order), HappyEyeballs.Interleave(Addresses(resolved)));

    private static ScriptedServer Server() => new(connection => connection.ReadRequestAsync());

    private static IPEndPoint[] Addresses(string text) => [.. text.Split(' ').Select(address => new IPEndPoint(IPAddress.Parse(address), 80))];

    private Task<Socket> ConnectAsync(params IPEndPoint[] addresses) =>
        new HappyEyeballs(_clock, (_, _) => Task.FromResult(addresses)).ConnectAsync(Host, TestContext.Current.CancellationToken);

    private Task MoveUntilEndedAsync(Task task) => Eventually.TrueAsync(() =>
    {
        _clock.Move(TimeSpan.FromMilliseconds(250));
        return task.IsCompleted;
    });
}
