namespace Obs.Delivery.Spooling;

/// <summary>An open file of a spool. What goes wrong is an <see cref="IOException"/> or an
/// <see cref="UnauthorizedAccessException"/>.</summary>
internal interface ISpoolFile : IDisposable
{
    public long Length { get; }

    /// <summary>Fills <paramref name="bytes"/> as far as the file goes and says how far that was.</summary>
    public int Read(Span<byte> bytes, long offset);

    public void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Ends the file at <paramref name="length"/>.</summary>
    public void Cut(long length);

    /// <summary>Returns once everything written to the file would survive a loss of power.</summary>
    public void Sync();
}
