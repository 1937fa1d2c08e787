namespace Obs.Tracing;

/// <summary>Where finished documents go.</summary>
internal interface IDocumentSink
{
    /// <summary>Takes a document; valid only during the call.</summary>
    public void Send(ReadOnlySpan<byte> document);

    /// <summary>Counts documents that had to be given up, by <see cref="LossReasons"/>.</summary>
    public void Lose(string reason, long count);
}
