using System.Reflection;
using IdPhoto.Server.Store;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>A ledger of which each call can be held up, refused, or carried out with its answer lost.</summary>
/// <remarks>Neither sealed nor internal, as the class that is made of it at run time derives from it.</remarks>
public class HookedLedger : DispatchProxy
{
    private IPhotoLedger _real = null!;
    private Func<string, Func<object?>, object?> _around = null!;

    /// <summary>Puts something around each call.</summary>
    /// <param name="real">The ledger.</param>
    /// <param name="around">Is given the name of what is called, and the call; gives its answer.</param>
    internal static IPhotoLedger Of(IPhotoLedger real, Func<string, Func<object?>, object?> around)
    {
        IPhotoLedger hooked = Create<IPhotoLedger, HookedLedger>();
        (((HookedLedger)hooked)._real, ((HookedLedger)hooked)._around) = (real, around);
        return hooked;
    }

    /// <summary>Lets something happen before the next call of this name.</summary>
    internal static IPhotoLedger Before(IPhotoLedger real, string name, Func<Task> happens)
    {
        bool happened = false;
        return Of(real, (called, call) =>
        {
            if (called == name && !happened)
            {
                happened = true;
                Task.Run(happens).GetAwaiter().GetResult();
            }
            return call();
        });
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => _around(targetMethod!.Name, () => targetMethod.Invoke(_real, BindingFlags.DoNotWrapExceptions, null, args, null));
}
