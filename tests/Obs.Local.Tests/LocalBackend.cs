using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Obs.Local.Tests;

/// <summary>A server on free ports with a store in memory, and the ways to talk to it.</summary>
internal sealed class LocalBackend : IAsyncDisposable
{
    public static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(5); // Only a server that hangs gets there; a busy machine does not.

    // More than the smallest buffer of a kernel holds would be lost where the receiver has to wait for its turn.
    private const int Burst = 50;

    private readonly UdpClient _udp = new("127.0.0.1", 0);

    private LocalBackend(ObsLocalServer server)
    {
        Server = server;
        Http = new HttpClient { BaseAddress = server.HttpAddress, Timeout = Ceiling };
    }

    public ObsLocalServer Server { get; }

    public HttpClient Http { get; }

    public static async Task<LocalBackend> StartAsync(TimeProvider? time = null, string store = ":memory:")
    {
        var options = new ObsLocalOptions { Port = 0, UdpPort = 0, Store = store };
        var server = new ObsLocalServer(options, time ?? TimeProvider.System);
        await server.StartAsync();
        return new LocalBackend(server);
    }

    /// <summary>Sends datagrams and waits until the server has stored or refused them.</summary>
    public async Task SendAsync(params IEnumerable<byte[]> datagrams)
    {
        using var ceiling = new CancellationTokenSource(Ceiling);
        foreach (byte[][] burst in datagrams.Chunk(Burst))
        {
            foreach (byte[] datagram in burst)
            {
                await _udp.Client.SendToAsync(datagram, Server.UdpAddress);
            }

            await Server.FlushAsync(ceiling.Token);
        }

        await Server.FlushAsync(ceiling.Token);
    }

    public Task SendSegmentsAsync(params IEnumerable<string> documents) =>
        SendAsync(documents.Select(static document => Encoding.UTF8.GetBytes("{\"format\":\"json\",\"version\":1}\n" + document)));

    public async Task<JsonElement> GetAsync(string path)
    {
        using HttpResponseMessage response = await Http.GetAsync(new Uri("api/local/" + path, UriKind.Relative));
        string text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.Should().BeTrue(text);
        return Parse(text);
    }

    public async Task<(int Status, string Body)> GetRawAsync(string path)
    {
        using HttpResponseMessage response = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Calls an operation of a JSON protocol, by its target.</summary>
    public Task<(int Status, JsonElement Body)> CallAsync(string target, string json) =>
        PostAsync("", json, "application/x-amz-json-1.1", target);

    public Task<(int Status, JsonElement Body)> CallXRayAsync(string path, string json) =>
        PostAsync(path, json, "application/json", target: null);

    public async ValueTask DisposeAsync()
    {
        _udp.Dispose();
        Http.Dispose();
        await Server.DisposeAsync();
    }

    private async Task<(int Status, JsonElement Body)> PostAsync(string path, string json, string contentType, string? target)
    {
        using var content = new StringContent(json, Encoding.UTF8, contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        if (target is not null)
        {
            request.Headers.Add("X-Amz-Target", target);
        }

        using HttpResponseMessage response = await Http.SendAsync(request);
        return ((int)response.StatusCode, Parse(await response.Content.ReadAsStringAsync()));
    }

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
