using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Obs.Delivery;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Chaos;

/// <summary>Endpoints that are slow, or that no connection reaches: one signal waits, the others and the application do not.</summary>
[Collection(EnvironmentVariables.Collection)]
public sealed class UnreachableTests
{
    [Theory]
    [InlineData(Misdeed.Silence)]
    [InlineData(Misdeed.Trickle)]
    public async Task F07_a_slow_answer_ends_with_the_time_of_its_call_and_the_records_are_sent_again(Misdeed misdeed)
    {
        await using var endpoint = new RawEndpoint(misdeed);
        await using var delivery = new Delivery(endpoint.Url, static o => o.RequestTimeout = TimeSpan.FromSeconds(2));

        delivery.Enqueue(120);
        await delivery.FlushAsync();

        delivery.Results.Should().Contain(SendResult.Retry("timeout"));
        delivery.ShouldHaveArrived(endpoint);
        endpoint.Received.Count(static r => r.Misdeed != Misdeed.None).Should().Be(1);
        int givenUp = delivery.Results.Count(static result => result.Equals(SendResult.Retry("timeout")));
        endpoint.MostInFlight.Should().BeLessThanOrEqualTo(1 + givenUp, "the endpoint may see late that a call was given up");
    }

    [Theory]
    [InlineData(Misdeed.Silence)]
    [InlineData(Misdeed.Trickle)]
    public async Task F07_while_one_signal_waits_for_a_slow_answer_another_is_delivered(Misdeed misdeed)
    {
        await using var slow = new RawEndpoint(misdeed);
        await using var healthy = new RawEndpoint();
        await using var waiting = new Delivery(slow.Url);
        await using var flowing = new Delivery(healthy.Url);
        waiting.Enqueue(10);
        await UntilAsync(() => !slow.Received.IsEmpty);

        flowing.Enqueue(1_000);
        await flowing.FlushAsync();

        flowing.ShouldHaveArrived(healthy);
        waiting.Enqueue(10);
        waiting.ShouldWait();
        slow.Received.Should().ContainSingle();
    }

    [Fact]
    public async Task F09_a_connection_that_nobody_takes_ends_with_its_own_time_and_the_records_are_sent_once_somebody_does()
    {
        new AwsOptions().ConnectTimeout.Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(3));
        await using var endpoint = RawEndpoint.Unserved();
        using (var crowd = new Crowd(endpoint.Port))
        {
            await using var hopeless = new Delivery(endpoint.Url, static o => o.ConnectTimeout = TimeSpan.FromMilliseconds(200));
            hopeless.Enqueue(10);
            await hopeless.WaitForAttemptsAsync(2);

            hopeless.ShouldWait();
            hopeless.Results.Should().OnlyContain(static result => result.Equals(SendResult.Retry("timeout")));
        }

        await using var delivery = new Delivery(endpoint.Url);
        delivery.Enqueue(120);
        endpoint.Serve();
        await delivery.FlushAsync();

        delivery.ShouldHaveArrived(endpoint);
    }

    [Fact]
    public async Task F09_however_often_nobody_takes_the_connection_no_thread_is_added()
    {
        await using var endpoint = RawEndpoint.Unserved();
        using var crowd = new Crowd(endpoint.Port);
        string poolThreads = UnansweredChild.PoolThreads.ToString("x", CultureInfo.InvariantCulture);
        using var child = ChildProcess.Start(
            typeof(UnansweredChild),
            [
                ("DOTNET_ThreadPool_ForceMinWorkerThreads", poolThreads),
                ("DOTNET_ThreadPool_ForceMaxWorkerThreads", poolThreads),

                // Nor threads that compile or collect in the background, when they like.
                ("DOTNET_TieredCompilation", "0"),
                ("DOTNET_gcConcurrent", "0"),
            ],
            "unanswered",
            endpoint.Url);

        string[] before = (await child.ReadLineAsync())?.Split('|') ?? [];
        string[] after = (await child.ReadLineAsync())?.Split('|') ?? [];

        (await child.ExitAsync()).Should().BeEmpty();
        after.Count(static name => name == "obs-traces").Should().Be(1);
        after.GroupBy(static name => name).Should().OnlyContain(
            threads => threads.Count() <= before.Count(name => name == threads.Key), $"before there were {string.Join(", ", before)}");
    }

    [Fact]
    public async Task F12_a_name_that_nobody_knows_keeps_the_records_and_is_looked_up_beside_the_application()
    {
        using var lookups = new Lookups("obs.invalid");
        await using var delivery = new Delivery("http://obs.invalid:4711");
        using var application = new ApplicationThread(() => delivery.Enqueue(100));

        await delivery.WaitForAttemptsAsync(3);

        delivery.ShouldWait();
        delivery.Results.Should().OnlyContain(static result => result.Equals(SendResult.Retry("network")));
        lookups.Threads.Should().NotBeEmpty().And.NotContain(application.Id);
    }

    private static async Task UntilAsync(Func<bool> condition) =>
        await Eventually.GetAsync(() => Task.FromResult(condition()), static isMet => isMet, Patience.Limit);

    /// <summary>Takes all the room that an endpoint has for connections that wait to be taken.</summary>
    private sealed class Crowd : IDisposable
    {
        private readonly List<Socket> _waiting = [];

        public Crowd(int port)
        {
            for (int i = 0; i < 8; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                _waiting.Add(socket);
                try
                {
                    socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
                }
                catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
                {
                    // On its way, or waiting for ever: both take room.
                }
            }
        }

        public void Dispose() => _waiting.ForEach(static socket => socket.Dispose());
    }
}
