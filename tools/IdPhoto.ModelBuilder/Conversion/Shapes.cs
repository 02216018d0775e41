using IdPhoto.ModelBuilder.Onnx;
using IdPhoto.ModelBuilder.TfLite;

namespace IdPhoto.ModelBuilder.Conversion;

/// <summary>Operators that move, cut, pad or resize values.</summary>
internal static class Shapes
{
    /// <summary>The wanted shape is the one recorded for the result: the one given as input may say «whatever is left».</summary>
    public static void Reshape(Translation translation, TfLiteOperator node) => translation.Set(
        node.Outputs[0],
        translation.Graph.Reshape(translation.Native(node.Inputs[0]), Translation.Long(translation.Shape(node.Outputs[0]))));

    public static void Transpose(Translation translation, TfLiteOperator node) => translation.Set(
        node.Outputs[0],
        translation.Graph.Transpose(translation.Native(node.Inputs[0]), Translation.Long(translation.Integers(node.Inputs[1]))));

    /// <summary>Options: axis, activation.</summary>
    public static void Concatenate(Translation translation, TfLiteOperator node)
    {
        string[] parts = [.. node.Inputs.Select(translation.Native)];
        string result = translation.Graph.Add("Concat", parts, OnnxFile.Attribute("axis", node.Options.Integer(0)));
        translation.Set(node.Outputs[0], translation.Activate(result, node.Options.Byte(1), node));
    }

    /// <summary>Adds zeros around; the amounts are given as pairs, channels last.</summary>
    public static void Pad(Translation translation, TfLiteOperator node)
    {
        int[] pairs = translation.Integers(node.Inputs[1]);
        int[] axes = [0, 3, 1, 2];
        long[] pads = [.. axes.Select(axis => (long)pairs[2 * axis]), .. axes.Select(axis => (long)pairs[(2 * axis) + 1])];
        string result = translation.Graph.Add("Pad", [translation.ChannelsFirst(node.Inputs[0]), translation.Graph.Constant(pads)]);
        translation.SetChannelsFirst(node.Outputs[0], result);
    }

    /// <summary>Inputs: values, begin, end, steps. Options: bit masks, of which only none are known here.</summary>
    public static void StridedSlice(Translation translation, TfLiteOperator node)
    {
        if (Enumerable.Range(0, 5).Any(mask => node.Options.Integer(mask) != 0))
            throw new ConversionException($"The operator {node.Name} has masks, which this converter does not know.");
        string[] bounds = [.. node.Inputs[1..].Select(tensor => translation.Graph.Constant(Translation.Long(translation.Integers(tensor))))];
        string axes = translation.Graph.Constant(0, 1, 2, 3);
        string result = translation.Graph.Add("Slice", [translation.Native(node.Inputs[0]), bounds[0], bounds[1], axes, bounds[2]]);
        translation.Set(node.Outputs[0], result);
    }

    /// <summary>Options (the first two are no longer used): align corners, half-pixel centres.</summary>
    public static void ResizeBilinear(Translation translation, TfLiteOperator node)
    {
        if (node.Options.Byte(2) != 0 || node.Options.Byte(3) != 1)
            throw new ConversionException($"The operator {node.Name} does not use half-pixel centres, which this converter does not know.");
        Resize(translation, node, OnnxFile.Attribute("mode", "linear"), OnnxFile.Attribute("coordinate_transformation_mode", "half_pixel"));
    }

    /// <summary>Doubling with half-pixel centres is plain repetition.</summary>
    public static void ResizeNearest(Translation translation, TfLiteOperator node)
    {
        int[] from = translation.Shape(node.Inputs[0]);
        int[] to = translation.Shape(node.Outputs[0]);
        if (to[1] % from[1] != 0 || to[2] % from[2] != 0)
            throw new ConversionException($"The operator {node.Name} enlarges by a broken factor, which this converter does not know.");
        Resize(
            translation,
            node,
            OnnxFile.Attribute("mode", "nearest"),
            OnnxFile.Attribute("coordinate_transformation_mode", "asymmetric"),
            OnnxFile.Attribute("nearest_mode", "floor"));
    }

    private static void Resize(Translation translation, TfLiteOperator node, params ReadOnlySpan<AttributeProto> attributes)
    {
        int[] shape = translation.Shape(node.Outputs[0]);
        string sizes = translation.Graph.Constant(shape[0], shape[3], shape[1], shape[2]);
        string result = translation.Graph.Add("Resize", [translation.ChannelsFirst(node.Inputs[0]), "", "", sizes], attributes);
        translation.SetChannelsFirst(node.Outputs[0], result);
    }
}
