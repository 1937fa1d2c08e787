using Obs.Delivery;

namespace Obs.Logging.Sinks;

/// <summary>Standard output, or a stream in its place.</summary>
internal sealed class OutputStream(Stream output)
{
    public SendResult Write(ReadOnlySpan<byte> lines)
    {
        try
        {
            // The console's own lock: a line of ours is never torn by what the application writes, nor the other way round.
            lock (Console.Out)
            {
                output.Write(lines);
                output.Flush();
            }

            return SendResult.Delivered;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // A closed pipe stays closed, and how much of the lines went through is unknown: to write them again would repeat some.
            return SendResult.Drop("output_closed");
        }
    }
}
