namespace Obs.Insights.Sources;

/// <summary>How far a stream has been read.</summary>
internal static class StreamPosition
{
    public static double? FractionOf(Stream stream) =>
        !stream.CanSeek ? null : stream.Length == 0 ? 1 : Math.Min(1, (double)stream.Position / stream.Length);
}
