using Obs.Local.Http;
using Obs.Local.Runs;
using Obs.Local.Store;

namespace Obs.Local;

/// <summary>Runs that were exported into files, read without a server.</summary>
public static class StoredRuns
{
    /// <summary>Sets two runs side by side: rate, share of faults and latency of every service and operation.</summary>
    /// <param name="baseFile">The exported file of the run to compare with. It is only read.</param>
    /// <param name="otherFile">The exported file of the other run. It is only read.</param>
    /// <param name="format">How to write the comparison down.</param>
    /// <returns>The text, its lines ended by <c>\n</c>.</returns>
    /// <exception cref="InvalidOperationException">A file cannot be opened or holds no exported run.</exception>
    public static string Compare(string baseFile, string otherFile, RunComparisonFormat format)
    {
        ArgumentException.ThrowIfNullOrEmpty(baseFile);
        ArgumentException.ThrowIfNullOrEmpty(otherFile);
        using Database first = Database.OpenReadOnly(baseFile);
        using Database second = Database.OpenReadOnly(otherFile);
        return Render(RunComparison.Of(first, RunFile.Read(first), second, RunFile.Read(second)), format);
    }

    internal static string Render(RunComparison comparison, RunComparisonFormat format)
    {
        if (format == RunComparisonFormat.Text)
        {
            return RunComparisonText.Render(comparison);
        }

        using var json = new JsonText();
        comparison.Write(json.Writer);
        return json + "\n";
    }
}
