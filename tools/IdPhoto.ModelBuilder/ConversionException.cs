namespace IdPhoto.ModelBuilder;

/// <summary>Weights that cannot be fetched or converted, and why, in a sentence for whoever builds.</summary>
internal sealed class ConversionException : Exception
{
    public ConversionException(string message)
        : base(message)
    {
    }

    public ConversionException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
