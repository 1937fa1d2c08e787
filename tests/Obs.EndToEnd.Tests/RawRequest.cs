using System.Net.Sockets;
using System.Text;

namespace Obs.EndToEnd.Tests;

/// <summary>A request written by hand: a proper client would put its headers in order first.</summary>
internal static class RawRequest
{
    /// <summary>Sends a GET with these header lines. Returns the status code.</summary>
    public static async Task<int> GetAsync(Uri address, string path, params string[] headers)
    {
        string request = string.Join(
            "\r\n", [$"GET {path} HTTP/1.1", $"Host: {address.Authority}", "Connection: close", .. headers, "", ""]);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream);
        string status = await reader.ReadLineAsync() ?? "";
        return int.Parse(status.Split(' ')[1], null);
    }
}
