using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Chaos;

/// <summary>An HTTP endpoint that answers every request of one connection on a thread of its own: it needs none of the pool.</summary>
internal sealed class ThreadedEndpoint : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly BlockingCollection<string> _targets = [];

    public ThreadedEndpoint()
    {
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Waits for the next request, and says what it asked for.</summary>
    public string Take() =>
        _targets.TryTake(out string? target, Patience.Limit) ? target : throw new TimeoutException("Nothing was sent.");

    public void Dispose()
    {
        _listener.Dispose();
        _targets.Dispose();
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                using Socket socket = _listener.AcceptSocket();
                using var stream = new NetworkStream(socket);
                Answer(stream);
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private void Answer(NetworkStream stream)
    {
        var reader = new BinaryReader(stream, Encoding.Latin1);
        while (ReadLine(reader) is { Length: > 0 })
        {
            int length = 0;
            string target = "";
            for (string? line = ReadLine(reader); line is { Length: > 0 }; line = ReadLine(reader))
            {
                string[] header = line.Split(':', 2, StringSplitOptions.TrimEntries);
                length = header[0].Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
                    ? int.Parse(header[1], CultureInfo.InvariantCulture)
                    : length;
                target = header[0].Equals("X-Amz-Target", StringComparison.OrdinalIgnoreCase) ? header[1] : target;
            }

            reader.ReadBytes(length);
            stream.Write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/x-amz-json-1.0\r\n\r\n{}"u8);
            _targets.Add(target);
        }
    }

    private static string? ReadLine(BinaryReader reader)
    {
        var line = new StringBuilder();
        for (int next = reader.Read(); next >= 0; next = reader.Read())
        {
            if (next == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)next);
        }

        return null;
    }
}
