using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Obs.Benchmarks.Requests;

/// <summary>A server in a process of its own, under load from this one: the load costs the server nothing but the requests.</summary>
internal sealed class ServedRequests : IAsyncDisposable
{
    private const int WarmUpRequests = 10_000;
    private const int LeastWarmUpTurns = 8;
    private const int MostWarmUpTurns = 40;
    private const int QuietTurns = 3;

    private readonly Process _process;
    private readonly HttpClient _client = new();
    private RequestLoad _load = null!;

    private ServedRequests(RequestMode mode, Process process)
    {
        Mode = mode;
        _process = process;
    }

    public RequestMode Mode { get; }

    public List<Usage> Rounds { get; } = [];

    public static async Task<ServedRequests> StartAsync(RequestMode mode, string daemonAddress)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (
            string argument in new[] { typeof(RequestServer).Assembly.Location, RequestServer.Argument, mode.ToString(), daemonAddress })
        {
            start.ArgumentList.Add(argument);
        }

        var served = new ServedRequests(mode, Process.Start(start)!);
        var url = new Uri(
            await served._process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start."));
        served._client.BaseAddress = url;
        served._load = new RequestLoad(new IPEndPoint(IPAddress.Loopback, url.Port));
        return served;
    }

    /// <summary>Sends so many requests and notes what one of them took.</summary>
    public async Task MeasureAsync(int requests)
    {
        (long ticks, long bytes, _) = await UsedAsync();
        _load.Send(requests);
        (long ticksAfter, long bytesAfter, _) = await UsedAsync();
        Rounds.Add(
            new Usage((ticksAfter - ticks) / (double)TimeSpan.TicksPerMicrosecond / requests, (bytesAfter - bytes) / (double)requests));
    }

    /// <summary>Sends requests until the server compiles nothing any more.</summary>
    public async Task WarmUpAsync()
    {
        long compiled = -1;
        int quiet = 0;
        for (int turn = 0; turn < MostWarmUpTurns && (turn < LeastWarmUpTurns || quiet < QuietTurns); turn++)
        {
            _load.Send(WarmUpRequests);
            (_, _, long compiledNow) = await UsedAsync();
            quiet = compiledNow == compiled ? quiet + 1 : 0;
            compiled = compiledNow;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _load.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<(long Ticks, long Bytes, long Compiled)> UsedAsync()
    {
        long[] used =
            [.. (await _client.GetStringAsync(new Uri("/used", UriKind.Relative))).Split(' ')
                .Select(static text => long.Parse(text, CultureInfo.InvariantCulture))];
        return (used[0], used[1], used[2]);
    }
}
