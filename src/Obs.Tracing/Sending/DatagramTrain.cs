using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Obs.Delivery;

namespace Obs.Tracing;

/// <summary>Puts documents into datagrams, one in each, and several datagrams into bytes that the kernel can cut apart.</summary>
/// <remarks>
/// The first line of a datagram names format and version, which is all the daemon reads of it, and then a random stream id and a number
/// that counts up, from which a receiver that knows them can tell exactly how many datagrams were lost on the way. The kernel cuts at one
/// length: the shorter ones have spaces before the end of that line. Not thread-safe.
/// </remarks>
internal sealed class DatagramTrain
{
    /// <summary>What a document may have, so that it and its first line fit into an IPv4 datagram.</summary>
    public const int MaxDocument = MaxDatagram - MaxHeader;

    /// <summary>What the kernel cuts at most: <c>UDP_MAX_SEGMENTS</c> of Linux 4.18.</summary>
    private const int MaxCount = 64;
    private const int MaxDatagram = 65_507;
    private const int MaxHeader = 96;
    private const int LongestNumber = 19;
    private const int Step = 128;

    private readonly byte[] _bytes = new byte[MaxDatagram];
    private readonly byte[] _prefix = Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $$"""{"format":"json","version":1,"s":"{{Random.Shared.NextInt64():x16}}","n":"""));

    private long _number;

    private int HeaderLength => _prefix.Length + LongestNumber + 2;

    /// <summary>How many documents from one on may go together: as many as fit, without more spaces than documents.</summary>
    /// <param name="batch">The documents.</param>
    /// <param name="start">The first one.</param>
    /// <param name="length">As long as the datagrams will be, but for the last.</param>
    public int Fit(DeliveryBatch batch, int start, out int length)
    {
        length = LengthFor(batch[start].Length);
        long bytes = length;
        int count = 1;
        while (start + count < batch.Count && count < MaxCount)
        {
            int next = LengthFor(batch[start + count].Length);
            int longest = Math.Max(length, next);
            bytes += next;
            if (longest * (count + 1L) > Math.Min(MaxDatagram, bytes * 2))
            {
                break;
            }

            length = longest;
            count++;
        }

        return count;
    }

    /// <summary>Writes a datagram with one document.</summary>
    public ReadOnlySpan<byte> Compose(ReadOnlySpan<byte> document) => _bytes.AsSpan(0, Write(_bytes, document, length: 0));

    /// <summary>Writes datagrams that are all of one length but for the last, which may be shorter.</summary>
    public ReadOnlySpan<byte> Compose(DeliveryBatch batch, int start, int count, int length)
    {
        int written = 0;
        for (int i = 0; i < count; i++)
        {
            written += Write(_bytes.AsSpan(written), batch[start + i].Span, i < count - 1 ? length : 0);
        }

        return _bytes.AsSpan(0, written);
    }

    /// <summary>Takes back the numbers of datagrams that never left.</summary>
    public void TakeBack(int count) => _number -= count;

    // In steps, so that trains of much the same documents are cut at the same length and the kernel need not be told anew.
    private int LengthFor(int document) => (HeaderLength + document + Step - 1) / Step * Step;

    private int Write(Span<byte> target, ReadOnlySpan<byte> document, int length)
    {
        _prefix.CopyTo(target);
        Utf8Formatter.TryFormat(++_number, target[_prefix.Length..], out int digits);
        int end = _prefix.Length + digits;
        int spaces = Math.Max(0, length - (end + 2 + document.Length));
        target.Slice(end, spaces).Fill((byte)' ');
        end += spaces;
        target[end] = (byte)'}';
        target[end + 1] = (byte)'\n';
        document.CopyTo(target[(end + 2)..]);
        return end + 2 + document.Length;
    }
}
