using System.Runtime.ExceptionServices;

namespace IdPhoto;

/// <summary>What a stage hands over: its result, or the refusal after which no further stage is run.</summary>
internal abstract record Outcome<T>
{
    private Outcome()
    {
    }

    /// <summary>The result.</summary>
    /// <exception cref="PhotoException">The refusal.</exception>
    public abstract T OrThrow();

    /// <summary>Runs the next stage on the result; a refusal is handed on as it is.</summary>
    public abstract Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> stage);

    /// <summary>Runs a next stage that refuses by a <see cref="PhotoException"/>.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, TNext> stage) => Then(value => Outcome.Of(() => stage(value)));

    /// <summary>The stage succeeded.</summary>
    public sealed record Done(T Value) : Outcome<T>
    {
        /// <inheritdoc/>
        public override T OrThrow() => Value;

        /// <inheritdoc/>
        public override Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> stage) => stage(Value);
    }

    /// <summary>This stage or one before it refused.</summary>
    public sealed record Refused(PhotoException Reason) : Outcome<T>
    {
        /// <inheritdoc/>
        public override T OrThrow()
        {
            ExceptionDispatchInfo.Throw(Reason);
            return default;
        }

        /// <inheritdoc/>
        public override Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> stage) => new Outcome<TNext>.Refused(Reason);
    }
}

/// <summary>Makes outcomes.</summary>
internal static class Outcome
{
    /// <summary>Runs a stage; a <see cref="PhotoException"/> that it throws becomes its refusal.</summary>
    public static Outcome<T> Of<T>(Func<T> stage)
    {
        try
        {
            return new Outcome<T>.Done(stage());
        }
        catch (PhotoException refusal)
        {
            return new Outcome<T>.Refused(refusal);
        }
    }
}
