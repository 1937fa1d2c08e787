using Obs.Aws.Tests.Chaos;

// The process that a test starts to count its threads: the name of what it does, then what that needs.
return args switch
{
    ["unanswered", string url] => await UnansweredChild.RunAsync(url),
    _ => throw new ArgumentException("This is a test assembly.", nameof(args)),
};
