using Obs.Local.Aws;

namespace Obs.Local.Http;

/// <summary>What is read of a body, counted and bounded, with the number its last four bytes are.</summary>
internal sealed class CountedStream(Stream body, long limit) : Stream
{
    private uint _last;

    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    /// <summary>The last four bytes read, the lowest first; 0 where there is nothing at all.</summary>
    public uint LastFourBytes => Count is > 0 and < sizeof(uint) ? uint.MaxValue : _last;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    /// <exception cref="AwsException">There is more than the limit.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Count += read;
        foreach (byte value in buffer.Span[Math.Max(0, read - sizeof(uint))..read])
        {
            _last = (_last >> 8) | ((uint)value << 24);
        }

        return Count <= limit ? read : throw AwsException.TooLarge(limit);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The server reads without blocking.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
