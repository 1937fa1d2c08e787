using Obs.Delivery.Tests.Children;

// The process that a test starts to see how it ends: the name of what it does, then what that needs.
return args switch
{
    ["spool", string path, string first, string isHealthy] => SpoolChild.Run(path, int.Parse(first), bool.Parse(isHealthy)),
    ["end", string how, string receiver, .. string[] spool] => await EndChild.RunAsync(how, receiver, spool.FirstOrDefault()),
    ["limited", string path] => LimitedChild.Run(path),
    ["outage", string minutes, string isReal] => OutageChild.Run(TimeSpan.FromMinutes(int.Parse(minutes)), bool.Parse(isReal)),
    _ => throw new ArgumentException("This is a test assembly.", nameof(args)),
};
