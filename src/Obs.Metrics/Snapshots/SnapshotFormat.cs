using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Obs.Metrics;

/// <summary>The envelope of a snapshot file: a line that names format and version, the SHA-256 of the rest, and the rest, gzip.</summary>
internal static class SnapshotFormat
{
    /// <summary>Far beyond what an hour of two thousand series takes.</summary>
    public const int MaxFileBytes = 64 << 20;

    // What a file of that size may unfold into: a small one cannot be a bomb either.
    private const int MaxContentBytes = 256 << 20;
    private const int BufferBytes = 64 << 10;

    private static readonly byte[] Head = Encoding.ASCII.GetBytes("obs-metrics 1\n");

    public static byte[] Seal(ReadOnlySpan<byte> content)
    {
        using var output = new MemoryStream();
        output.Write(Head);
        output.Write(new byte[SHA256.HashSizeInBytes]);
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        byte[] file = output.ToArray();
        int start = Head.Length + SHA256.HashSizeInBytes;
        SHA256.HashData(file.AsSpan(start), file.AsSpan(Head.Length));
        return file;
    }

    /// <summary>The content of a file.</summary>
    /// <exception cref="InvalidDataException">It is not a whole file of this version.</exception>
    public static byte[] Open(byte[] file)
    {
        if (!file.AsSpan().StartsWith(Head))
        {
            bool isOurs = file.AsSpan().StartsWith("obs-metrics "u8);
            throw new InvalidDataException(isOurs ? "it was written by another version" : "it is not a snapshot");
        }

        int start = Head.Length + SHA256.HashSizeInBytes;
        bool isWhole = file.Length > start
            && SHA256.HashData(file.AsSpan(start)).AsSpan().SequenceEqual(file.AsSpan(Head.Length, SHA256.HashSizeInBytes));
        return isWhole ? Inflate(file, start) : throw new InvalidDataException("it is cut short or damaged");
    }

    private static byte[] Inflate(byte[] file, int start)
    {
        using var input = new MemoryStream(file, start, file.Length - start, writable: false);
        using var gzip = new GZipStream(input, CompressionMode.Decompress);
        using var content = new MemoryStream();
        byte[] buffer = new byte[BufferBytes];
        int read;
        while ((read = gzip.Read(buffer)) > 0)
        {
            content.Write(buffer, 0, read);
            if (content.Length > MaxContentBytes)
            {
                throw new InvalidDataException($"it unfolds into more than {MaxContentBytes} bytes");
            }
        }

        return content.ToArray();
    }
}
