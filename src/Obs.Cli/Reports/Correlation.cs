namespace Obs.Cli.Reports;

/// <summary>How a business metric and a system metric move together.</summary>
/// <param name="Business">The business metric.</param>
/// <param name="System">The system metric.</param>
/// <param name="Steps">Steps in which both have a value.</param>
/// <param name="Pearson">Of the values, -1 to 1: how nearly they lie on a line.</param>
/// <param name="PearsonP">The chance of one as far from 0 if they had nothing to do with each other.</param>
/// <param name="Spearman">Of their ranks, -1 to 1: whether one rises as the other does, in whatever curve.</param>
/// <param name="SpearmanP">The same chance for the ranks.</param>
/// <param name="IsSignificant">Whether the ranks say so after Bonferroni's correction for all pairs looked at.</param>
internal sealed record Correlation(
    string Business, string System, int Steps, double Pearson, double PearsonP, double Spearman, double SpearmanP, bool IsSignificant);
