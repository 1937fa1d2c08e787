using System.Net;
using System.Text;
using Obs.TestSupport;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>One random but repeatable call with <see cref="HttpClient"/>: a seed makes the same call in the same way every time.</summary>
internal sealed class CallScenario(CallServer server, int seed, Uri closed)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    private readonly Random _random = new(seed);
    private readonly Transcript _seen = new();
    private readonly string _call = seed.ToString("x", null);

    /// <summary>What the caller saw and, at the end, what the server did.</summary>
    public async Task<IReadOnlyList<string>> RunAsync()
    {
        bool isHttp2 = _random.Next(3) == 0;
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = _random.Next(4) > 0,
            MaxAutomaticRedirections = 3,
            Expect100ContinueTimeout = Patience.Limit,
        };
        using var client = new HttpClient(_random.Next(8) == 0 ? new ThrowingHandler(handler) : handler)
        {
            BaseAddress = isHttp2 ? server.Http2 : server.Http1,
            DefaultRequestVersion = isHttp2 ? HttpVersion.Version20 : HttpVersion.Version11,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        client.DefaultRequestHeaders.Add(CallServer.Call, _call);
        await CallAsync(client);
        _seen.Note("server", client.Timeout == Soon ? "perhaps" : server.Received(_call)); // It may not have got as far.
        return _seen.Lines;
    }

    private Task CallAsync(HttpClient client) => _random.Next(14) switch
    {
        0 => SendAsync(client, HttpMethod.Get, "/ok?q=1&secret=2"),
        1 => SendAsync(client, HttpMethod.Post, "/ok"),
        2 => SendAsync(client, HttpMethod.Post, "/redirect?a=b"),
        3 => SendAsync(client, HttpMethod.Put, "/redirect?keep=1"),
        4 => SendAsync(client, HttpMethod.Get, "/loop"),
        5 => SendAsync(client, HttpMethod.Get, $"/status?code={new[] { 204, 304, 404, 429, 503 }[_random.Next(5)]}"),
        6 => SendAsync(client, HttpMethod.Get, "/throw"),
        7 => SendAsync(client, HttpMethod.Get, "/reset"),
        8 => CancelAsync(client),
        9 => TimeOutAsync(client),
        10 => BreakOffAsync(client),
        11 => ResetLaterAsync(client),
        12 => ExpectAsync(client),
        _ => FailAsync(client),
    };

    private Task SendAsync(HttpClient client, HttpMethod method, string path) => _seen.AttemptAsync($"{method} {path}", async () =>
    {
        using HttpRequestMessage request = Request(client, method, path);
        using HttpResponseMessage response = await client.SendAsync(
            request, _random.Next(2) == 0 ? HttpCompletionOption.ResponseContentRead : HttpCompletionOption.ResponseHeadersRead);
        return await DescribeAsync(response);
    });

    private async Task CancelAsync(HttpClient client)
    {
        using var source = new CancellationTokenSource();
        if (_random.Next(3) == 0)
        {
            await source.CancelAsync();
        }

        Task<HttpResponseMessage> sent = client.GetAsync(new Uri("/hang", UriKind.Relative), source.Token);
        if (!source.IsCancellationRequested)
        {
            await Task.WhenAny(server.Signal(_call, "here").Task, sent); // A handler may have thrown before anything was sent.
            await source.CancelAsync();
        }

        await _seen.AttemptAsync("cancel", () => sent);
    }

    private Task TimeOutAsync(HttpClient client)
    {
        client.Timeout = Soon;
        return _seen.AttemptAsync("time out", () => client.GetStringAsync(new Uri("/hang", UriKind.Relative)));
    }

    /// <summary>A streamed answer that is not read to its end, or disposed of late, or not at all.</summary>
    private Task BreakOffAsync(HttpClient client) => _seen.AttemptAsync("break off", async () =>
    {
        HttpResponseMessage response = await client.GetAsync(
            new Uri("/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        int kind = _random.Next(3);
        if (kind == 0)
        {
            return response.StatusCode;
        }

        byte[] start = new byte[1_000];
        await (await response.Content.ReadAsStreamAsync()).ReadExactlyAsync(start);
        if (kind == 1)
        {
            await client.GetStringAsync(new Uri("/ok", UriKind.Relative));
        }

        response.Dispose();
        return (object)start;
    });

    private Task ResetLaterAsync(HttpClient client) => _seen.AttemptAsync("reset later", async () =>
    {
        using HttpResponseMessage response = await client.GetAsync(
            new Uri("/reset-later", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Stream body = await response.Content.ReadAsStreamAsync();
        byte[] start = new byte[10];
        await body.ReadExactlyAsync(start);
        server.Signal(_call, "read").SetResult();
        return await body.ReadAsync(start);
    });

    private Task ExpectAsync(HttpClient client) => _seen.AttemptAsync("100-continue", async () =>
    {
        using HttpRequestMessage request = Request(client, HttpMethod.Post, _random.Next(2) == 0 ? "/ok" : "/refuse");
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await client.SendAsync(request);
        return await DescribeAsync(response);
    });

    private Task FailAsync(HttpClient client) => _random.Next(3) switch
    {
        0 => _seen.AttemptAsync("closed port", () => client.GetStringAsync(closed)),
        1 => _seen.AttemptAsync("no such scheme", () => client.GetStringAsync(new Uri("nothing://here"))),
        _ => _seen.AttemptAsync(
            "success wanted",
            async () => (await client.GetAsync(new Uri("/status?code=500", UriKind.Relative))).EnsureSuccessStatusCode().StatusCode),
    };

    private HttpRequestMessage Request(HttpClient client, HttpMethod method, string path) => new(method, path)
    {
        Version = client.DefaultRequestVersion,
        VersionPolicy = client.DefaultVersionPolicy,
        Content = method == HttpMethod.Get ? null : new StringContent(new string('b', _random.Next(5_000)), Encoding.UTF8),
    };

    private static async Task<string> DescribeAsync(HttpResponseMessage response)
    {
        string headers = string.Join(
            ';',
            response.Headers.Where(static header => header.Key != "Date").Select(
                static header => $"{header.Key}={string.Join(',', header.Value)}"));
        string body = await response.Content.ReadAsStringAsync();
        return $"{(int)response.StatusCode} {response.Version} {headers} {response.Content.Headers} {response.RequestMessage?.Method} {response.RequestMessage?.RequestUri} {body}";
    }

    private sealed class ThrowingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            throw new NotSupportedException($"This handler takes no {(int)response.StatusCode}.");
        }
    }
}
