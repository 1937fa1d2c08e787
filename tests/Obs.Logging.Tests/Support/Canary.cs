namespace Obs.Logging.Tests.Support;

/// <summary>An object with a text in it at two depths, and the same where it must not be read whatever it is.</summary>
internal sealed record Canary(string Text, CanaryCage Cage);
