using IdPhoto.ModelBuilder.Onnx;
using IdPhoto.ModelBuilder.TfLite;

namespace IdPhoto.ModelBuilder.Conversion;

/// <summary>Operators that slide a window. All of them work with channels first in ONNX.</summary>
internal static class Convolutions
{
    private const int Same = 0;

    /// <summary>Options: padding, stride across, stride down, activation, dilation across, dilation down.</summary>
    public static void Convolve(Translation translation, TfLiteOperator node)
    {
        RefuseDilation(node, 4);
        var window = new Window(Filter(translation, node), Strides(node), node.Options.Byte(0) == Same);
        int[] shape = translation.Shape(node.Inputs[1]);
        float[] weights = Permute(translation.Reals(node.Inputs[1]), shape, [0, 3, 1, 2]);
        string filter = translation.Graph.Constant(weights, shape[0], shape[3], shape[1], shape[2]);
        Slide(translation, node, filter, window, groups: 1, node.Options.Byte(3));
    }

    /// <summary>Options: as for a convolution, with the depth multiplier before the activation.</summary>
    public static void ConvolveDepthwise(Translation translation, TfLiteOperator node)
    {
        RefuseDilation(node, 5);
        var window = new Window(Filter(translation, node), Strides(node), node.Options.Byte(0) == Same);
        int[] shape = translation.Shape(node.Inputs[1]);
        float[] weights = Permute(translation.Reals(node.Inputs[1]), shape, [3, 0, 1, 2]);
        string filter = translation.Graph.Constant(weights, shape[3], shape[0], shape[1], shape[2]);
        Slide(translation, node, filter, window, groups: translation.Shape(node.Inputs[0])[3], node.Options.Byte(4));
    }

    /// <summary>Inputs: the output's shape, weights, values, bias. Only strides as large as the window occur: no padding.</summary>
    public static void ConvolveTransposed(Translation translation, TfLiteOperator node)
    {
        int[] strides = Strides(node);
        int[] shape = translation.Shape(node.Inputs[1]);
        if (shape[1] != strides[0] || shape[2] != strides[1])
            throw new ConversionException($"The operator {node.Name} has overlapping windows, which this converter does not know.");
        float[] weights = Permute(translation.Reals(node.Inputs[1]), shape, [3, 0, 1, 2]);
        string filter = translation.Graph.Constant(weights, shape[3], shape[0], shape[1], shape[2]);
        string bias = translation.Graph.Constant(translation.Reals(node.Inputs[3]), shape[0]);
        string result = translation.Graph.Add(
            "ConvTranspose",
            [translation.ChannelsFirst(node.Inputs[2]), filter, bias],
            OnnxFile.Attribute("kernel_shape", Translation.Long(shape[1..3])),
            OnnxFile.Attribute("strides", Translation.Long(strides)));
        translation.SetChannelsFirst(node.Outputs[0], translation.Activate(result, node.Options.Byte(3), node));
    }

    /// <summary>Options: padding, stride across, stride down, window's width, window's height, activation.</summary>
    public static void MaxPool(Translation translation, TfLiteOperator node)
    {
        var window = new Window([node.Options.Integer(4), node.Options.Integer(3)], Strides(node), node.Options.Byte(0) == Same);
        string result = translation.Graph.Add(
            "MaxPool",
            [translation.ChannelsFirst(node.Inputs[0])],
            window.Attributes(translation.Shape(node.Inputs[0])));
        translation.SetChannelsFirst(node.Outputs[0], translation.Activate(result, node.Options.Byte(5), node));
    }

    private static void Slide(Translation translation, TfLiteOperator node, string filter, Window window, int groups, int activation)
    {
        float[] bias = translation.Reals(node.Inputs[2]);
        string result = translation.Graph.Add(
            "Conv",
            [translation.ChannelsFirst(node.Inputs[0]), filter, translation.Graph.Constant(bias, bias.Length)],
            [.. window.Attributes(translation.Shape(node.Inputs[0])), OnnxFile.Attribute("group", groups)]);
        translation.SetChannelsFirst(node.Outputs[0], translation.Activate(result, activation, node));
    }

    private static int[] Filter(Translation translation, TfLiteOperator node) => translation.Shape(node.Inputs[1])[1..3];

    private static int[] Strides(TfLiteOperator node) => [node.Options.Integer(2), node.Options.Integer(1)];

    private static void RefuseDilation(TfLiteOperator node, int field)
    {
        if (node.Options.Integer(field, 1) != 1 || node.Options.Integer(field + 1, 1) != 1)
            throw new ConversionException($"The operator {node.Name} is dilated, which this converter does not know.");
    }

    private static float[] Permute(float[] values, int[] shape, int[] order)
    {
        int[] steps = [shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1];
        float[] permuted = new float[values.Length];
        int next = 0;
        for (int a = 0; a < shape[order[0]]; a++)
            for (int b = 0; b < shape[order[1]]; b++)
                for (int c = 0; c < shape[order[2]]; c++)
                    for (int d = 0; d < shape[order[3]]; d++)
                        permuted[next++] = values[(a * steps[order[0]]) + (b * steps[order[1]]) + (c * steps[order[2]]) + (d * steps[order[3]])];
        return permuted;
    }

    /// <summary>A sliding window: height and width, steps, and whether the output is as large as the input over the step.</summary>
    private sealed record Window(int[] Size, int[] Strides, bool KeepsSize)
    {
        public AttributeProto[] Attributes(int[] inputShape)
        {
            var (top, bottom) = Padding(inputShape[1], 0);
            var (left, right) = Padding(inputShape[2], 1);
            return
            [
                OnnxFile.Attribute("kernel_shape", Translation.Long(Size)),
                OnnxFile.Attribute("strides", Translation.Long(Strides)),
                OnnxFile.Attribute("pads", [top, left, bottom, right]),
            ];
        }

        // The odd row or column goes to the end: not symmetric.
        private (int Begin, int End) Padding(int side, int axis)
        {
            if (!KeepsSize)
                return (0, 0);
            int steps = (side + Strides[axis] - 1) / Strides[axis];
            int total = Math.Max(((steps - 1) * Strides[axis]) + Size[axis] - side, 0);
            return (total / 2, total - (total / 2));
        }
    }
}
