using Amazon.Runtime;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Chaos;

/// <summary>A provider of credentials that says nothing until it is told to, like a metadata service that cannot be reached.</summary>
internal sealed class HangingCredentials : AWSCredentials
{
    private readonly TaskCompletionSource<ImmutableCredentials> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody has asked.</summary>
    public Task Asked => _asked.Task.WaitAsync(Patience.Limit);

    public void Answer() => _answer.TrySetResult(new ImmutableCredentials("AKIDEXAMPLE", "secret", null));

    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();

    public override Task<ImmutableCredentials> GetCredentialsAsync()
    {
        _asked.TrySetResult();
        return _answer.Task;
    }
}
