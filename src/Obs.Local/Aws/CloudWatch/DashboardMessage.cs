namespace Obs.Local.Aws.CloudWatch;

/// <summary>What is wrong or odd about a dashboard's body, and where in it.</summary>
internal sealed record DashboardMessage(string Path, string Text);
