using System.IO.Compression;
using System.Text;

namespace Obs.OpenTelemetry.Tests;

/// <summary>One request as it came off the wire.</summary>
internal sealed record ReceivedRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public byte[] Inflated
    {
        get
        {
            if (Headers.GetValueOrDefault("Content-Encoding") != "gzip")
            {
                return Body;
            }

            using var gzip = new GZipStream(new MemoryStream(Body), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            gzip.CopyTo(plain);
            return plain.ToArray();
        }
    }

    /// <summary>The body byte by byte: the texts in it stand as they are.</summary>
    public string Text => Encoding.Latin1.GetString(Inflated);
}
