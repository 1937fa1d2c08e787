using System.Globalization;

namespace Obs.Local.Explain.Statistics;

/// <summary>A corrected probability in words and in numbers.</summary>
internal static class Certainty
{
    /// <summary>What is more probable than this without a cause is not called a finding.</summary>
    public const double Bound = 0.05;

    private const double VeryLikely = 0.01;
    private const double Certain = 0.001;

    public static string Word(double probability) => probability switch
    {
        < Certain => "practically certain",
        < VeryLikely => "very likely",
        < Bound => "likely",
        _ => "could be chance",
    };

    public static string Number(double probability) => probability < Certain
        ? "p < 0.001"
        : string.Create(CultureInfo.InvariantCulture, $"p = {probability:0.###}");
}
