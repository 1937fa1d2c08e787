using System.Globalization;

namespace Obs.Cli.Doctor.Checks;

/// <summary>Compares the clock of this machine with those of the service and of the backend.</summary>
internal static class ClockCheck
{
    private static readonly TimeSpan Noticeable = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Refused = TimeSpan.FromMinutes(5);

    public static Verdict Judge(DoctorFacts facts)
    {
        (Uri? Address, TimeSpan Difference)[] clocks = [.. new[] { facts.Service, facts.Backend }
            .Where(static answer => answer.Date is not null)
            .Select(answer => (answer.Address, (answer.Date!.Value - facts.Now).Duration()))];
        if (clocks.Length == 0)
        {
            return Verdict.Skip("Nobody answered with the time.");
        }

        (Uri? address, TimeSpan most) = clocks.MaxBy(static clock => clock.Difference);
        string reason = string.Create(
            CultureInfo.InvariantCulture, $"The clock at {address} and the one here differ by {most.TotalSeconds:0} seconds");
        return most >= Refused
            ? Verdict.Fail(
                $"{reason}.",
                "Set both by NTP: AWS refuses signatures that are five minutes off, and a trace with two clocks has negative durations.")
            : most >= Noticeable
                ? Verdict.Warn($"{reason}.", "Set both by NTP: the windows of metrics and the parts of traces lie beside each other.")
            : Verdict.Pass(reason);
    }
}
