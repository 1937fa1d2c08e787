using System.Net;
using System.Net.Sockets;
using Obs.Aws.Client;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Chaos;

/// <summary>A resolver that answers, and then no longer does.</summary>
public sealed class AddressBookTests
{
    private const string Name = "monitoring.test";

    private static readonly IPAddress[] Loopback = [IPAddress.Loopback];

    private readonly ManualTimeProvider _time = new();
    private Func<Task<IPAddress[]>> _answer = static () => Task.FromResult(Loopback);
    private int _lookups;

    [Fact]
    public async Task F12_a_resolver_that_hangs_costs_a_second_and_the_address_that_is_known_is_taken()
    {
        AddressBook book = Book();
        await book.FindAsync(Name, CancellationToken.None);
        _answer = static () => new TaskCompletionSource<IPAddress[]>().Task;

        Task<IPAddress[]> found = book.FindAsync(Name, CancellationToken.None);
        found.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));

        (await found.WaitAsync(Patience.Limit)).Should().Equal(Loopback);
    }

    [Fact]
    public async Task F12_a_connection_is_opened_while_the_resolver_fails()
    {
        await using var endpoint = new RawEndpoint();
        AddressBook book = Book();
        var address = new DnsEndPoint(Name, endpoint.Port);
        await (await book.ConnectAsync(address, CancellationToken.None)).DisposeAsync();
        _answer = static () => Task.FromException<IPAddress[]>(new SocketException((int)SocketError.TryAgain));

        await using Stream again = await book.ConnectAsync(address, CancellationToken.None);

        again.CanWrite.Should().BeTrue();
        _lookups.Should().Be(2, "the resolver is asked for each connection");
    }

    [Fact]
    public async Task F12_however_many_wait_for_a_resolver_that_hangs_it_is_asked_once()
    {
        var answer = new TaskCompletionSource<IPAddress[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answer = () => answer.Task;
        AddressBook book = Book();

        Task<IPAddress[]>[] waiting = [.. Enumerable.Range(0, 20).Select(_ => book.FindAsync(Name, CancellationToken.None))];
        answer.SetResult(Loopback);
        await Task.WhenAll(waiting).WaitAsync(Patience.Limit);

        _lookups.Should().Be(1);
    }

    [Fact]
    public async Task A_name_that_moves_is_followed()
    {
        AddressBook book = Book();
        await book.FindAsync(Name, CancellationToken.None);
        _answer = static () => Task.FromResult<IPAddress[]>([IPAddress.IPv6Loopback]);

        (await book.FindAsync(Name, CancellationToken.None)).Should().Equal(IPAddress.IPv6Loopback);
    }

    [Fact]
    public async Task Whoever_waits_for_the_resolver_can_give_up()
    {
        _answer = static () => new TaskCompletionSource<IPAddress[]>().Task;
        using var patience = new CancellationTokenSource();
        Task<IPAddress[]> found = Book().FindAsync(Name, patience.Token);

        await patience.CancelAsync();

        await found.Invoking(static f => f).Should().ThrowAsync<OperationCanceledException>();
    }

    private AddressBook Book() => new(
        _ =>
        {
            Interlocked.Increment(ref _lookups);
            return _answer();
        },
        _time);
}
