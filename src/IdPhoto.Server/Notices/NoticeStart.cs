using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Rules;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Store;
using Microsoft.Extensions.Hosting;

namespace IdPhoto.Server.Notices;

/// <summary>Announces with the start what has changed since the last one, and from then on what is published.</summary>
internal sealed class NoticeStart(NoticePlanner planner, RuleWatch rules, EditionWatch editions, PolicyRegister policies) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        rules.Compare();
        editions.Compare();
        planner.Follow();
        policies.Changed += Follow;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        policies.Changed -= Follow;
        return Task.CompletedTask;
    }

    private void Follow()
    {
        try
        {
            planner.Follow();
        }
        catch (StoreException)
        {
            // It is published all the same; whoever sends looks again every few minutes.
        }
    }
}
